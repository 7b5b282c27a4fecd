/** The part of the page's script for the message box and what it offers after a slash; plain JavaScript, run by the browser. */
export const composerScript = String.raw`
const box = $('composer-text');
const offers = $('suggestions');
let marked = -1;

function grow(area) {
  area.style.height = 'auto';
  area.style.height = Math.min(area.scrollHeight, 160) + 'px';
}

function matching(text) {
  if (!text.startsWith('/')) return [];
  const typed = text.toLowerCase().replace(/\s+/g, ' ');
  return boot.commands.filter(({ line }) => line.toLowerCase().startsWith(typed.trimEnd()) && line.length > text.trimEnd().length);
}

function offer() {
  const found = matching(box.value);
  marked = -1;
  offers.replaceChildren(
    ...found.map((command, index) => {
      const item = document.createElement('li');
      item.id = 'offer-' + index;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      item.dataset.line = command.line;
      const line = document.createElement('b');
      line.textContent = command.line;
      const hint = document.createElement('span');
      hint.className = 'usage';
      hint.textContent = command.hint || '';
      const about = document.createElement('small');
      about.textContent = command.about;
      item.append(line, ' ', hint, about);
      return item;
    }),
  );
  offers.hidden = found.length === 0;
  box.setAttribute('aria-expanded', String(found.length > 0));
  box.removeAttribute('aria-activedescendant');
}

function mark(index) {
  const items = [...offers.children];
  marked = (index + items.length) % items.length;
  items.forEach((item, at) => item.setAttribute('aria-selected', String(at === marked)));
  box.setAttribute('aria-activedescendant', items[marked].id);
  items[marked].scrollIntoView({ block: 'nearest' });
}

function compose(text) {
  box.value = text;
  box.focus();
  box.setSelectionRange(text.length, text.length);
  grow(box);
  offer();
}

function take(index) {
  const item = offers.children[index];
  if (item) compose(item.dataset.line + ' ');
}

box.addEventListener('input', () => {
  grow(box);
  offer();
});
box.addEventListener('blur', () => setTimeout(() => {
  offers.hidden = true;
  box.setAttribute('aria-expanded', 'false');
}, 150));
offers.addEventListener('mousedown', (event) => {
  event.preventDefault();
  const item = event.target.closest('li');
  if (item) take([...offers.children].indexOf(item));
});

box.addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  const open = !offers.hidden;
  if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    mark(event.key === 'ArrowDown' ? marked + 1 : marked < 0 ? -1 : marked - 1);
  } else if (open && event.key === 'Tab' && !event.shiftKey) {
    event.preventDefault();
    take(Math.max(0, marked));
  } else if (open && event.key === 'Escape') {
    event.stopPropagation();
    offers.hidden = true;
    box.setAttribute('aria-expanded', 'false');
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    if (open && marked >= 0) take(marked);
    else $('composer').requestSubmit();
  }
});

function sends(form, area, thread) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = area.value;
    if (text.trim() === '') return;
    area.value = '';
    grow(area);
    offer();
    void busy(form, () => tell({ do: 'send', channel: state.channel || openChannel(), text, thread: thread() }));
  });
}

function openChannel() {
  return document.querySelector('[data-channel-link][aria-current="page"]')?.dataset.channelLink || '';
}

sends($('composer'), box, () => '');
sends($('reply'), $('reply-text'), () => state.thread);
$('reply-text').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $('reply').requestSubmit();
});
$('reply-text').addEventListener('input', () => grow($('reply-text')));
connect();
box.focus();
`;
