import type { Region } from '../ids.ts';
import { nothingThere } from '../plan/holding.ts';
import type { Holding, Sight } from '../plan/holding.ts';
import type { LambdaLook, LambdaLooks } from './lambda-function-look.ts';
import { functionsIn } from './lambda-function-spec.ts';
import type { LambdaFunctions } from './lambda-function-spec.ts';

/** What functions cost in a region that stands by: what is kept warm. Calls are paid for as they come. */
export function functionHoldings(
  resource: LambdaFunctions,
  region: Region,
  sight?: Sight<LambdaLooks>,
): readonly Holding[] {
  return functionsIn(resource, region).map((name) => {
    if (sight === undefined) return warm(name, { kept: resource.spec.provisioned?.standby ?? 0 });
    const look = sight.value?.[name];
    if (look === undefined) return nothingThere;
    const { provisioned } = look;
    if (provisioned === 'unknown') return { what: `${name}, kept warm`, missing: 'how many are kept warm' };
    return warm(name, { ...look, kept: provisioned?.requested ?? 0 });
  });
}

function warm(
  name: string,
  {
    kept,
    memoryMiB,
    architecture,
  }: Pick<LambdaLook, 'memoryMiB' | 'architecture'> & { readonly kept: number },
): Holding {
  if (kept === 0)
    return { what: `${name}, paid for by the call`, quantity: 0, done: 'provisioned-concurrency' };
  const what = `${name}, ${kept} kept warm`;
  const instead = [{ strategy: 'provisioned-concurrency', quantity: 0 }] as const;
  if (memoryMiB === undefined) return { what, missing: 'its memory', instead };
  const item = `lambda/${architecture === 'arm64' ? 'arm' : 'x86'}/provisioned`;
  return { what: `${what}, ${memoryMiB} MB each`, item, quantity: (kept * memoryMiB) / 1024, instead };
}
