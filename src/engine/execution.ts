import { setMaxListeners } from 'node:events';
import { fail, FailoverError, type Problem } from '../errors.ts';
import type { Numbered, RunEvent, RunSummary } from '../events.ts';
import type { Step } from '../plan/plan.ts';
import type { Host } from './host.ts';
import { isPastReturn, type Effect } from './advance.ts';
import { chain } from './journal.ts';
import { makeChanges, type Changes } from './changes.ts';
import { ranOut, type HeldLease, type LeaseRequest } from './lease.ts';
import { probeStep, undoStep, type Performing } from './perform.ts';
import { eventsOf } from './run-events.ts';
import { makeQuestions, type Questions } from './questions.ts';
import { isFinal, type RunContext, type RunState } from './run-state.ts';
import type { Signal } from './signal.ts';
import { summarise } from './summary.ts';
import { transition } from './transition.ts';
import { makeUpkeep, type Upkeep } from './upkeep.ts';
import { makeWatch, type Watch } from './watch.ts';

/** What an execution needs; one execution is one process's part in a run. */
export interface ExecutionInput extends Performing {
  readonly context: RunContext;
  readonly host: Host;
  readonly lease: LeaseRequest;
  readonly held: HeldLease;
  /** How many changes may be under way at once. */
  readonly slots: number;
  /** Ask the host before the first step that cannot be undone. */
  readonly confirmPointOfNoReturn: boolean;
  /** Whether this process took the run up again. */
  readonly resumed: boolean;
}

/** Nothing is waited for longer than this at a stretch, in ms: a timer of the machine takes no endless times. */
const longestIdleMs = 60_000;

/** How long a run that was halted waits for calls that are still under way before it gives its lease back, in ms. */
const drainMs = 10_000;

/** The thin part around `transition`: feeds it signals, writes them down, and carries out what follows. Has the run's lifetime. */
export class Execution {
  private state: RunState;
  /** Where the journal ends. */
  last: { readonly seq: number; readonly hash: string };
  private readonly queue: Signal[] = [];
  private readonly ready: number[] = [];
  private readonly undoing = new Set<number>();
  private readonly timers = new Map<number, number>();
  private readonly warnings: string[] = [];
  private readonly watch: Watch;
  private readonly questions: Questions;
  private readonly changes: Changes;
  private readonly upkeep: Upkeep;
  private eventSeq = 0;
  private wake: (() => void) | undefined;
  private over = false;

  constructor(
    private readonly input: ExecutionInput,
    start: { readonly state: RunState; readonly last: { readonly seq: number; readonly hash: string } },
  ) {
    this.state = start.state;
    this.last = start.last;
    const signal = (came: Signal): void => {
      this.push(came);
    };
    const { host, context, looking } = input;
    this.upkeep = makeUpkeep(input.lease, input.held, signal);
    this.changes = makeChanges(input, {
      refused: () => this.refusal(),
      aborting: () => this.state.status === 'aborting',
      started: (work) => {
        this.background(work);
      },
      signal,
    });
    const confirmed = !input.confirmPointOfNoReturn || isPastReturn(context, start.state);
    this.questions = makeQuestions({
      host,
      clock: looking.clock,
      context,
      confirmed,
      run: input.record.run,
      signal,
    });
    this.watch = makeWatch(input, {
      signal,
      note: (step, note) => {
        this.emit({ type: 'step-waiting', step: step.id, note });
      },
    });
  }

  /** Runs until the run is done, aborted, stopped or halted. Throws only when the run's journal cannot be written. */
  async run(first: readonly Signal[]): Promise<RunSummary> {
    const { record, context, signal } = this.input;
    this.emit({
      type: 'run-started',
      plan: record.plan,
      reason: record.reason,
      actor: record.actor,
      resumed: this.input.resumed,
      declaredAt: record.declaredAt,
    });
    this.queue.push(...first);
    // Every change and look under way listens to it; Node warns from the eleventh on.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', this.interrupted, { once: true });
    try {
      if (signal.aborted) this.interrupted();
      while (!this.over) {
        if (this.queue.length === 0) await this.idle();
        await this.handle(this.queue.splice(0));
      }
    } finally {
      signal.removeEventListener('abort', this.interrupted);
      this.over = true;
      this.questions.close();
      await this.drain();
      await this.upkeep.release();
    }
    const summary = summarise(record, context, {
      state: this.state,
      now: this.now(),
      warnings: this.warnings,
    });
    this.emit({ type: 'run-ended', summary });
    return summary;
  }

  /** Changes that are still under way when a run is halted must not outlive its lease; what comes of them is written down. */
  private async drain(): Promise<void> {
    const stop = new AbortController();
    const tooLong = this.input.looking.clock.sleep(drainMs, stop.signal).catch(() => undefined);
    await Promise.race([Promise.allSettled([this.changes.settled(), this.upkeep.settled()]), tooLong]);
    stop.abort();
    if (this.state.status !== 'halted' || this.state.halt?.code === 'LEASE_LOST') return;
    const written: Signal[] = [];
    for (const signal of this.queue.splice(0)) {
      const { state } = transition(this.input.context, this.state, signal);
      if (state !== this.state) written.push(signal);
      this.state = state;
    }
    await this.write(written);
  }

  private readonly interrupted = (): void => {
    const problem: Problem = {
      code: 'INTERRUPTED',
      message: 'The run was interrupted; nothing of it is lost.',
      fix: `Go on with: resume ${this.input.record.run}`,
    };
    this.push({ type: 'halt', at: this.now(), problem });
  };

  private now(): number {
    return this.input.looking.clock.now();
  }

  private push(signal: Signal): void {
    this.queue.push(signal);
    this.wake?.();
  }

  private emit(event: RunEvent): void {
    this.eventSeq += 1;
    if (event.type === 'warning') this.warnings.push(event.message);
    const numbered: Numbered<RunEvent> = {
      ...event,
      seq: this.eventSeq,
      at: this.now(),
      run: this.input.record.run,
    };
    this.input.host.emit(numbered);
  }

  /** Waits for the next signal, retry, look, renewal or request, whichever is first. */
  private async idle(): Promise<void> {
    const retryAt = Math.min(Infinity, ...this.timers.values());
    const due = Math.min(retryAt, this.watch.dueAt(), this.upkeep.dueAt(), this.now() + longestIdleMs);
    const stop = new AbortController();
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    const timer = this.input.looking.clock
      .sleep(Math.max(0, due - this.now()), stop.signal)
      .catch(() => undefined);
    await Promise.race([woken, timer]);
    this.wake = undefined;
    stop.abort();
    this.fireTimers();
  }

  private fireTimers(): void {
    const now = this.now();
    for (const [step, at] of this.timers) {
      if (at > now) continue;
      this.timers.delete(step);
      this.push({ type: 'retry-due', at: now, step: this.stepAt(step).id });
    }
    if (this.watch.dueAt() <= now) this.background(this.watch.lookIfDue());
    for (const work of this.upkeep.start()) this.background(work);
  }

  /** Work beside the loop; when it fails unexpectedly the run halts rather than going on half blind. */
  private background(work: Promise<void>): void {
    work.then(
      () => this.wake?.(),
      (error: unknown) => {
        if (this.over) return;
        const problem = error instanceof FailoverError ? error.problems[0] : undefined;
        this.push({
          type: 'halt',
          at: this.now(),
          problem: problem ?? {
            code: 'UNEXPECTED',
            message: error instanceof Error ? error.message : String(error),
          },
        });
      },
    );
  }

  /** One round: all signals that have come, then whatever can start, written down together before anything is done. */
  private async handle(signals: readonly Signal[]): Promise<void> {
    const written: Signal[] = [];
    const events: RunEvent[] = [];
    const effects: Effect[] = [];
    const feed = (signal: Signal): void => {
      const before = this.state;
      const next = transition(this.input.context, before, signal);
      if (next.state === before && next.effects.length === 0) return;
      this.state = next.state;
      if (signal.type === 'operator-skip')
        this.watch.remove(this.stepAt(this.input.context.graph.index.get(signal.step) ?? -1));
      written.push(signal);
      effects.push(...next.effects);
      events.push(...eventsOf(this.input.context, signal, { before, after: next.state }));
    };
    if (this.now() >= this.upkeep.expiresAt()) feed(this.leaseRanOut());
    for (const signal of signals) feed(signal);
    const work: (() => void)[] = [];
    for (let effect = effects.shift(); effect !== undefined; effect = effects.shift())
      this.take(effect, work, feed);
    const applies = this.startReady(feed);
    for (let effect = effects.shift(); effect !== undefined; effect = effects.shift())
      this.take(effect, work, feed);
    await this.write(written);
    this.background(this.upkeep.journaled(signals));
    for (const event of events) this.emit(event);
    for (const start of work) start();
    if (applies.length > 0) this.changes.apply(applies);
  }

  private async write(signals: readonly Signal[]): Promise<void> {
    if (signals.length === 0) return;
    const entries = chain(signals, this.last);
    await this.input.looking.clock.during(this.input.lease.store.append(this.input.record.run, entries));
    const last = entries.at(-1);
    if (last !== undefined) this.last = { seq: last.seq, hash: last.hash };
  }

  /** Notes what an effect asks for; what touches the world is put into `work`, which begins after the journal is written. */
  private take(effect: Effect, work: (() => void)[], feed: (signal: Signal) => void): void {
    switch (effect.type) {
      case 'apply':
        this.ready.push(effect.step);
        break;
      case 'watch':
        this.watch.add(this.stepAt(effect.step), this.state.steps[effect.step]?.startedAt ?? this.now());
        break;
      case 'probe':
        work.push(() => {
          this.changes.operate(
            probeStep(this.input, this.stepAt(effect.step), this.state.steps[effect.step]?.startedAt),
          );
        });
        break;
      case 'retry-at':
        this.timers.set(effect.step, effect.at);
        break;
      case 'ask':
        work.push(() => {
          this.ask(this.questions.aboutFailed(this.state, effect.step));
        });
        break;
      case 'undo':
        // What finds no slot in an abort is asked for again when one is free; a retreat does not wait for another one.
        if (this.undoing.has(effect.step)) break;
        if (
          this.state.status === 'aborting'
            ? this.undoing.size >= this.input.slots
            : this.state.status !== 'running'
        )
          break;
        this.undoing.add(effect.step);
        this.watch.remove(this.stepAt(effect.step));
        feed({ type: 'undoing', at: this.now(), step: this.stepAt(effect.step).id });
        work.push(() => {
          const undone = this.changes.guarded(() => undoStep(this.input, this.stepAt(effect.step)));
          this.changes.operate(undone.finally(() => this.undoing.delete(effect.step)));
        });
        break;
      case 'finish':
        work.push(() => {
          this.finishIfOver();
        });
        break;
    }
  }

  /** A stopped run lives on while a question is open: its answer may set it going again. */
  private finishIfOver(): void {
    if (
      isFinal(this.state) ||
      this.state.status === 'halted' ||
      (this.state.status === 'stopped' && this.questions.open() === 0)
    )
      this.over = true;
  }

  /** Begins as many ready steps as there are slots. Steps that only wait need no slot. */
  private startReady(feed: (signal: Signal) => void): Step[] {
    if (this.state.status !== 'running') return [];
    const applies: Step[] = [];
    const kept: number[] = [];
    for (const index of this.ready.splice(0)) {
      const step = this.stepAt(index);
      if (this.state.steps[index]?.status !== 'pending' || this.state.unmet[index] !== 0) continue;
      const irreversible = step.risk === 'irreversible' || step.risk === 'lossy';
      if (
        (step.changes && this.changes.count() + applies.length >= this.input.slots) ||
        (irreversible && !this.confirmReturn(step))
      )
        kept.push(index);
      else {
        feed({ type: 'applying', at: this.now(), step: step.id });
        if (step.changes) applies.push(step);
      }
    }
    this.ready.push(...kept);
    return applies;
  }

  private refusal(): Signal | 'over' | undefined {
    if (this.over || this.state.status === 'halted') return 'over';
    return this.now() < this.upkeep.expiresAt() ? undefined : this.leaseRanOut();
  }

  private leaseRanOut(): Signal {
    return {
      type: 'halt',
      at: this.now(),
      problem: ranOut(this.input.record.service, this.upkeep.trouble()),
    };
  }

  private confirmReturn(step: Step): boolean {
    if (this.questions.isConfirmed()) return true;
    this.ask(this.questions.confirm(step.id));
    return false;
  }

  private ask(question: Promise<void> | undefined): void {
    if (question === undefined) return;
    const answered = question.then(() => {
      if (this.queue.length === 0) this.finishIfOver();
    });
    this.background(answered);
  }

  private stepAt(index: number): Step {
    const step = this.input.context.plan.steps[index];
    if (step === undefined) throw fail({ code: 'UNEXPECTED', message: `The plan has no step ${index}.` });
    return step;
  }
}
