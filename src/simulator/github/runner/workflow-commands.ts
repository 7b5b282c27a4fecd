/** A workflow command, `::name key=value,key=value::data`, as a step writes it into its log. */
export interface WorkflowCommand {
  /** In lower case. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** The command on a line of a log (https://docs.github.com/actions/reference/workflow-commands-for-github-actions); undefined for any other line. */
export function readCommand(line: string): WorkflowCommand | undefined {
  const [, head, text] = /^\s*::([^:]*(?::(?!:)[^:]*)*)::(.*)$/s.exec(line) ?? [];
  if (head === undefined || text === undefined) return undefined;
  const [, name = '', list = ''] = /^(\S*)(?: (.*))?$/s.exec(head) ?? [];
  if (name === '') return undefined;
  const pairs = list.split(',').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=');
    return at > 0 ? [[pair.slice(0, at).trim(), unescaped(pair.slice(at + 1), properties)]] : [];
  });
  return { name: name.toLowerCase(), properties: Object.fromEntries(pairs), data: unescaped(text, data) };
}

const data = { '%0D': '\r', '%0A': '\n' };
const properties = { ...data, '%3A': ':', '%2C': ',' };

/** `%25` comes last, so that `%250A` stays the text `%0A`. */
function unescaped(text: string, codes: Readonly<Record<string, string>>): string {
  return Object.entries({ ...codes, '%25': '%' }).reduce(
    (found, [code, character]) => found.replaceAll(code, character),
    text,
  );
}
