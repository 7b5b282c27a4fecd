import type { IncidentEffect } from '../incidents/effect.ts';
import type { Log } from '../log.ts';
import { withoutSecrets } from '../log.ts';
import type { OutboxItem } from '../store/store.ts';
import type { CarryContext } from './carry-out.ts';

/**
 * Takes an item out of the way that cannot be carried out: with a line in the audit and the log, and, where an incident would wait
 * for it forever, with the answer that fails closed.
 */
export async function giveUp(
  { store, service, clock, log }: Pick<CarryContext, 'store' | 'service' | 'clock'> & { readonly log: Log },
  item: OutboxItem,
  problem: string,
): Promise<void> {
  const at = clock.now();
  const why = withoutSecrets(problem).slice(0, 500);
  log.error(
    { incident: item.incident, item: item.id, type: item.type, problem: why },
    'gave up on an outgoing effect',
  );
  await store.appendAudit([
    {
      at,
      incident: item.incident,
      action: 'gave-up',
      actor: 'bot',
      details: {
        item: item.id,
        type: item.type,
        attempts: item.attempts,
        problem: why,
        effect: item.payload,
      },
    },
  ]);
  // Written by `transition`, and handed on as it was; see `carryOut`.
  const effect = item.payload as IncidentEffect;
  if (effect.type === 'dispatch')
    await service.signal(item.incident, {
      type: 'dispatch-refused',
      at,
      operation: effect.dispatch.operation,
      reason: `The job could not be started: ${why}`,
    });
  if (effect.type === 'recheck')
    await service.signal(item.incident, {
      type: 'rechecked',
      at,
      members: [],
      asked: effect.approvals.map(({ by }) => by.key),
    });
}
