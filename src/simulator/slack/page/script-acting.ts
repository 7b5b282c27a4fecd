/** The part of the page's script that tells the server what somebody does; plain JavaScript, run by the browser. */
export const actingScript = String.raw`
const failures = {
  operation_timeout: 'The app did not answer within three seconds.',
  dispatch_failed: 'The app could not be reached.',
};

function toast(text) {
  const note = document.createElement('p');
  note.textContent = text;
  $('toasts').replaceChildren(note);
  setTimeout(() => note.remove(), 6000);
}

async function tell(order) {
  try {
    const answer = await fetch('/page/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: state.as, ...order }),
    });
    const outcome = await answer.json();
    if (!outcome.ok && failures[outcome.error]) toast(failures[outcome.error]);
    return outcome;
  } catch {
    toast('The local workspace does not answer. Is it still running?');
    return { ok: false, error: 'unreachable' };
  }
}

async function busy(control, work) {
  if (control.dataset.busy) return;
  control.dataset.busy = 'true';
  try {
    await work();
  } finally {
    delete control.dataset.busy;
  }
}

function formValues(form) {
  const values = {};
  for (const field of form.querySelectorAll('[data-field]')) values[field.dataset.field] = field.value;
  for (const group of form.querySelectorAll('[data-choices]'))
    values[group.dataset.choices] = [...group.querySelectorAll('input:checked')].map((input) => input.value);
  return values;
}

// Resolves with whether somebody went on.
function confirmed(control) {
  if (!control.dataset.confirm) return Promise.resolve(true);
  const { title, text, confirm, deny, style } = JSON.parse(control.dataset.confirm);
  const dialog = $('confirm');
  const make = (name, className, content) => Object.assign(document.createElement(name), { className, textContent: content });
  const heading = make('h2', '', title);
  heading.id = 'confirm-title';
  const [no, yes] = [make('button', 'button', deny), make('button', 'button ' + (style || 'primary'), confirm)];
  const footer = document.createElement('footer');
  footer.append(no, yes);
  const about = make('div', 'text', '');
  about.append(parse(text));
  dialog.replaceChildren(heading, about, footer);
  dialog.showModal();
  no.focus();
  return new Promise((resolve) => {
    const end = (answer) => {
      dialog.close();
      resolve(answer);
    };
    yes.addEventListener('click', () => end(true));
    no.addEventListener('click', () => end(false));
    dialog.addEventListener('cancel', () => resolve(false), { once: true });
  });
}

async function use(control, value) {
  if (!(await confirmed(control))) return;
  if (control.dataset.url) window.open(control.dataset.url, '_blank', 'noopener');
  const form = control.closest('form[data-view]');
  const row = control.closest('.message');
  const place = form
    ? { view: form.dataset.view, values: formValues(form) }
    : { channel: row.dataset.channel, ts: row.dataset.ts };
  const { action, block } = control.dataset;
  // Whoever has pressed a button wants to see what comes of it, even where newer messages stand below.
  if (row?.closest('#messages')) row.scrollIntoView({ block: 'start' });
  await busy(control, () => tell({ do: 'click', action, block, value, ...place }));
}

document.addEventListener('click', (event) => {
  const control = event.target.closest('button, a');
  if (!control) return;
  const { act, thread, person, channelLink, fill } = control.dataset;
  if (act === 'click') void use(control, control.dataset.value);
  else if (act === 'dismiss') void tell({ do: 'dismiss', ts: control.closest('.message').dataset.ts });
  else if (act === 'close-view') void tell({ do: 'close-view', view: control.closest('form').dataset.view });
  else if (thread) look({ thread });
  else if (person) {
    $('who').open = false;
    look({ as: person, thread: '' });
  } else if (channelLink) {
    closeSide();
    look({ channel: channelLink, thread: '' });
  } else if (fill) compose(fill);
});

document.addEventListener('change', (event) => {
  const menu = event.target.closest('select[data-act="choose"]');
  if (!menu || menu.value === '') return;
  const { value } = menu;
  void use(menu, value).then(() => {
    if (!menu.closest('form[data-view]')) menu.value = '';
  });
});

$('modal').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector('button[type="submit"]');
  void busy(button, async () => {
    const outcome = await tell({ do: 'submit', view: form.dataset.view, values: formValues(form) });
    if (!outcome.ok) setTimeout(() => form.querySelector('[aria-invalid="true"]')?.focus(), 50);
  });
});

$('modal').addEventListener('cancel', (event) => {
  event.preventDefault();
  void tell({ do: 'close-view', view: $('modal').dataset.view });
});

function closeSide() {
  $('frame').classList.remove('with-side');
  $('burger').setAttribute('aria-expanded', 'false');
}
$('burger').addEventListener('click', () => {
  const open = $('frame').classList.toggle('with-side');
  $('burger').setAttribute('aria-expanded', String(open));
});
$('close-thread').addEventListener('click', () => look({ thread: '' }));

document.addEventListener('click', (event) => {
  if (!event.target.closest('#who')) $('who').open = false;
  if (!event.target.closest('#side, #burger')) closeSide();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return;
  if ($('who').open) {
    $('who').open = false;
    $('who').querySelector('summary').focus();
  } else if (state.thread && $('suggestions').hidden) look({ thread: '' });
});
`;
