import type { ServerResponse } from 'node:http';
import type { SlackSide } from '../side.ts';
import { channelMessages } from '../workspace.ts';
import type { Channel, User } from '../world.ts';
import type { PageOptions } from './options.ts';
import { compareScreens, drawScreen } from './screen.ts';
import type { Scene, Screen } from './screen.ts';

const HEARTBEAT_MS = 15_000;

/** The windows that are open, each told by server-sent events what has changed in what it shows. */
export interface Streams {
  open(response: ServerResponse, scene: { me: User; place: Channel; thread: string | undefined }): void;
}

interface Window {
  readonly scene: Scene;
  readonly response: ServerResponse;
  shown: Screen | undefined;
}

/** Makes the streams of a page. */
export function createStreams(side: SlackSide, options: PageOptions): Streams {
  const windows = new Set<Window>();
  let drawing = false;

  const draw = (window: Window) => {
    const screen = drawScreen(side, window.scene, options);
    const update = compareScreens(window.shown, screen);
    window.shown = screen;
    markRead(side, window.scene);
    if (update) window.response.write(`event: screen\ndata: ${JSON.stringify(update)}\n\n`);
  };
  side.workspace.onChange((change) => {
    if (drawing || windows.size === 0 || change.kind === 'call' || change.kind === 'delivery') return;
    drawing = true;
    // Everything that changes in one go is drawn once.
    setImmediate(() => {
      drawing = false;
      for (const window of windows) draw(window);
    });
  });

  return {
    open: (response, { me, place, thread }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      const readUntil = side.workspace.lastRead.get(`${me.id}:${place.id}`) ?? '';
      const scene = { me, place, thread, user: me.id, channel: place.id, readUntil };
      const window: Window = { scene, response, shown: undefined };
      const gone = new AbortController();
      windows.add(window);
      response.on('close', () => {
        windows.delete(window);
        gone.abort();
      });
      draw(window);
      void keepAlive(side, response, gone.signal);
    },
  };
}

async function keepAlive(side: SlackSide, response: ServerResponse, gone: AbortSignal): Promise<void> {
  for (;;) {
    await side.wall.sleep(HEARTBEAT_MS, gone).catch(() => undefined);
    if (gone.aborted) return;
    response.write(': still here\n\n');
  }
}

function markRead(side: SlackSide, scene: Scene): void {
  const newest = channelMessages(side.workspace, scene.channel).at(-1);
  if (newest) side.workspace.lastRead.set(`${scene.user}:${scene.channel}`, newest.ts);
}
