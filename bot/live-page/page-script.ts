/**
 * What the page does in the browser: it takes over the parts that the server has rendered anew, and lets the clocks run. Without it the
 * page is complete and reloads itself. Strings are used as HTML only as the server has rendered, and escaped, them.
 */
export const liveScript = `(() => {
  'use strict';
  const body = document.body;
  const shown = new Map();
  let server = Number(body.dataset.now);
  let here = performance.now();
  let first = { server, here };
  let speed = 1;
  const pad = (n) => String(n).padStart(2, '0');
  const clock = (ms) => {
    const s = Math.max(0, Math.floor(ms / 1000));
    const m = Math.floor(s / 60);
    return m < 60 ? pad(m) + ':' + pad(s % 60) : Math.floor(m / 60) + ':' + pad(m % 60) + ':' + pad(s % 60);
  };
  const now = () => server + (performance.now() - here) * speed;
  const tick = () => {
    for (const element of document.querySelectorAll('[data-since],[data-until]')) {
      const { since, until } = element.dataset;
      const text = clock(since === undefined ? Number(until) - now() : now() - Number(since));
      if (element.textContent !== text) element.textContent = text;
    }
  };
  const keep = (told) => {
    server = told;
    here = performance.now();
    // A demonstration runs faster than the clock on the wall.
    if (here - first.here > 1500) speed = Math.max(0.1, (server - first.server) / (here - first.here));
    if (here - first.here > 60000) first = { server, here };
  };
  const replace = (id, html) => {
    const element = document.getElementById(id);
    if (element === null || shown.get(id) === html) return;
    const known = shown.has(id);
    shown.set(id, html);
    const details = () => [...element.querySelectorAll('details[data-key]')];
    const touched = new Map(details().filter((one) => one.dataset.touched).map((one) => [one.dataset.key, one.open]));
    const active = document.activeElement;
    const focused = element.contains(active) ? active.closest('[data-key]')?.dataset.key : undefined;
    element.innerHTML = html;
    for (const one of details()) {
      if (!touched.has(one.dataset.key)) continue;
      one.open = touched.get(one.dataset.key);
      one.dataset.touched = '1';
    }
    if (focused !== undefined)
      for (const one of element.querySelectorAll('[data-key]'))
        if (one.dataset.key === focused) (one.querySelector('summary') ?? one).focus({ preventScroll: true });
    return known;
  };
  document.addEventListener('click', (event) => {
    const summary = event.target instanceof Element ? event.target.closest('summary') : null;
    if (summary?.parentElement?.dataset.key !== undefined) summary.parentElement.dataset.touched = '1';
  });
  const link = document.getElementById('link');
  const say = (text) => {
    if (link.textContent !== text) link.textContent = text;
    link.hidden = text === '';
  };
  tick();
  setInterval(tick, 250);
  const source = new EventSource(location.pathname + '/events' + location.search);
  source.addEventListener('open', () => say(''));
  source.addEventListener('tick', (event) => keep(Number(event.data)));
  source.addEventListener('state', (event) => {
    const state = JSON.parse(event.data);
    keep(state.now);
    document.title = state.title;
    const said = document.getElementById('said');
    if (said.textContent !== state.said) said.textContent = state.said;
    for (const [id, html] of Object.entries(state.parts)) replace(id, html);
    tick();
  });
  source.addEventListener('gone', () => {
    source.close();
    say('This link has expired. Type /failover status in Slack for a new one.');
  });
  source.addEventListener('error', () => {
    say(
      source.readyState === EventSource.CLOSED
        ? 'Live updates have stopped. Reload the page to see the newest state.'
        : 'The connection is lost; trying again. What is shown may be out of date.',
    );
  });
})();`;
