import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** One Markdown page of the repository. */
export interface Page {
  /** From the top of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The text without fenced code and code spans: what is really a link or a heading. */
  readonly prose: string;
}

/** A link to a place in this repository. */
export interface Link {
  readonly from: string;
  readonly target: string;
  /** The file it leads to, from the top of the repository. */
  readonly path: string;
  readonly anchor: string | undefined;
}

/** Where the pages are: at the top, and in these folders. */
const folders = ['.github', 'docs', 'workflows', 'bot'];

/** The pages of the repository. */
export function readPages(): readonly Page[] {
  const nested = folders.flatMap((folder) => filesIn(folder, '.md'));
  return [...readdirSync('.').filter((name) => name.endsWith('.md')), ...nested].sort().map((path) => {
    const text = readFileSync(path, 'utf8');
    return { path, text, prose: withoutFences(text) };
  });
}

/** The files below a folder, which may be missing, whose names end so. */
export function filesIn(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith(ending) && !path.includes('/node_modules/'));
}

/** The links of a page that stay in this repository. */
export function linksOf({ path, prose }: Page): readonly Link[] {
  const spanless = prose.replace(/`[^`\n]*`/g, (span) => span.replace(/[[\]()]/g, ' '));
  return [...spanless.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [file = '', anchor] = target.split('#');
    const resolved = file === '' ? path : normalize(join(dirname(path), file));
    return [{ from: path, target, path: resolved.replaceAll('\\', '/'), anchor }];
  });
}

/** The anchors that GitHub gives to the headings of a page. */
export function anchorsOf({ prose }: Page): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = [...prose.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) => {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
  return new Set(anchors);
}

/** The fenced code of a page, one text a fence. */
export function fencesOf({ text }: Page): readonly { readonly language: string; readonly code: string }[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
    language,
    code,
  }));
}

function withoutFences(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}
