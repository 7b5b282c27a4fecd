/** The part of the page's script that shows what the server sends; plain JavaScript, run by the browser. */
export const showingScript = String.raw`
'use strict';
const $ = (id) => document.getElementById(id);
const boot = JSON.parse($('boot').textContent);
const query = new URLSearchParams(location.search);
const state = { as: query.get('as') || boot.as, channel: query.get('channel') || '', thread: query.get('thread') || '' };
let source;

function parse(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

// Changes as little as possible: what somebody is typing in, pressing or reading stays the same element.
function morph(from, to) {
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) return from.replaceWith(to);
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  for (const { name } of [...from.attributes])
    if (!to.hasAttribute(name) && name !== 'data-busy' && name !== 'disabled') from.removeAttribute(name);
  for (const { name, value } of [...to.attributes])
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  if (from.nodeName !== 'TEXTAREA') morphChildren(from, to);
}

function morphChildren(from, to) {
  const wanted = [...to.childNodes];
  const present = [...from.childNodes];
  wanted.forEach((node, index) => (present[index] ? morph(present[index], node) : from.append(node)));
  for (const extra of present.slice(wanted.length)) extra.remove();
}

const scrollers = { messages: $('scroller'), replies: $('replies').parentElement };
const atEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 80;

function showList(name, { keys, changed }) {
  const list = $(name);
  const box = scrollers[name];
  const stay = list.childElementCount > 0 && !atEnd(box);
  const known = new Map([...list.children].map((node) => [node.dataset.key, node]));
  let last = null;
  let added = false;
  for (const key of keys) {
    let node = known.get(key);
    known.delete(key);
    if (changed[key] !== undefined) {
      const fresh = parse(changed[key]).firstElementChild;
      if (node) morph(node, fresh);
      else {
        node = fresh;
        added = true;
      }
    }
    const place = last ? last.nextSibling : list.firstChild;
    if (place !== node) list.insertBefore(node, place);
    last = node;
  }
  for (const node of known.values()) node.remove();
  if (!stay) box.scrollTop = box.scrollHeight;
  else if (added && name === 'messages') $('jump').hidden = false;
}

function showModal(modal) {
  const dialog = $('modal');
  if (!modal) {
    dialog.dataset.view = '';
    dialog.close();
    dialog.replaceChildren();
    return;
  }
  if (dialog.dataset.view === modal.id) return morphChildren(dialog, parse(modal.html));
  dialog.replaceChildren(parse(modal.html));
  dialog.dataset.view = modal.id;
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector('[autofocus]') || dialog.querySelector('[data-field], [data-choices] input'))?.focus();
}

function show(update) {
  document.title = update.title;
  for (const [name, html] of Object.entries(update.parts)) morphChildren($(name), parse(html));
  for (const [name, list] of Object.entries(update.lists)) showList(name, list);
  if (update.modal !== undefined) showModal(update.modal);
}

function connect() {
  source?.close();
  const wanted = Object.fromEntries(Object.entries(state).filter(([, value]) => value !== ''));
  const search = '?' + new URLSearchParams(wanted);
  history.replaceState(null, '', search);
  $('thread').hidden = state.thread === '';
  $('frame').classList.toggle('with-thread', state.thread !== '');
  source = new EventSource('/page/stream' + search);
  source.addEventListener('screen', (event) => show(JSON.parse(event.data)));
  source.addEventListener('open', () => document.body.classList.remove('offline'));
  source.addEventListener('error', () => document.body.classList.add('offline'));
}

function look(change) {
  if ('channel' in change || 'as' in change) $('messages').replaceChildren();
  $('replies').replaceChildren();
  $('jump').hidden = true;
  Object.assign(state, change);
  connect();
}

$('scroller').addEventListener('scroll', () => {
  if (atEnd($('scroller'))) $('jump').hidden = true;
});
$('jump').addEventListener('click', () => {
  $('scroller').scrollTop = $('scroller').scrollHeight;
});
`;
