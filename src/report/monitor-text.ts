import type { Palette } from './palette.ts';
import { printable } from './printable.ts';

interface Item {
  readonly what: string;
  readonly region?: string;
  readonly name: string;
  readonly action: 'create' | 'update' | 'unchanged' | 'stray';
  readonly differences: readonly string[];
}

/** What CloudWatch lacks or has otherwise than wanted, one line each; what is as wanted is only counted. */
export function renderMonitoring(
  service: string,
  items: readonly Item[],
  { palette, applied }: { readonly palette: Palette; readonly applied: boolean },
): string {
  const marks = { create: palette.green('+'), update: palette.yellow('~'), stray: palette.dim('?') };
  const lines = items.flatMap(({ what, region, name, action, differences }) => {
    if (action === 'unchanged') return [];
    const place = region === undefined ? '' : ` in ${region}`;
    const left = action === 'stray' ? palette.dim(' (not wanted any more; left alone)') : '';
    return [
      `  ${marks[action]} ${what} ${printable(name)}${place}${left}`,
      ...differences.map((difference) => palette.dim(`      ${printable(difference)}`)),
    ];
  });
  const count = (action: Item['action']): number => items.filter((item) => item.action === action).length;
  const [created, updated, unchanged] = [count('create'), count('update'), count('unchanged')];
  const verdict =
    created + updated === 0
      ? palette.green(`Nothing to do: ${unchanged} as wanted.`)
      : `${applied ? '' : 'To do: '}${created} created, ${updated} updated, ${unchanged} unchanged.`;
  return [palette.bold(service), ...lines, '', verdict].join('\n');
}
