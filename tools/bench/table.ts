/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Milliseconds as seconds with one digit. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

/** How many times as much as something else; nothing where one of them was not measured. */
export function ratio(of: number | undefined, other: number | undefined): string {
  return of === undefined || other === undefined || !(other > 0) ? '-' : `${(of / other).toFixed(1)}x`;
}
