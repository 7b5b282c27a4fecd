/** What a program left behind. */
export interface ProgramResult {
  /** The exit code, or undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly signal?: string;
  /** The last 16 KiB of standard output and error, in the order they came. */
  readonly output: string;
}

/** Runs programs of the config. */
export interface Programs {
  /** Starts `argv[0]` with the rest as arguments, without a shell. Throws when it cannot be started. */
  run(
    argv: readonly string[],
    options: {
      readonly env: Readonly<Record<string, string>>;
      readonly cwd?: string;
      readonly timeoutMs: number;
      readonly signal: AbortSignal;
    },
  ): Promise<ProgramResult>;
}
