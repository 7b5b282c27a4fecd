import type { Config } from '../config/config.ts';
import type { DescribedService } from '../simulator/entry.ts';

/** A service as the simulator is told of it: plain data, with what the config leaves to defaults filled in. */
export function describeService(config: Config): DescribedService {
  const { service, regions, account, witness, resources } = config;
  const plain = {
    service,
    regions,
    account,
    witness,
    resources: resources.map(({ id, kind, spec, regional }) => ({ id, kind, spec, regional })),
  };
  // What was parsed out of YAML is JSON but for fields that are absent, which the way through text takes away.
  return JSON.parse(JSON.stringify(plain)) as DescribedService;
}
