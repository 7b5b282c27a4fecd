import { Option } from 'commander';
import { fail } from '../../errors.ts';
import type { Config } from '../../config/config.ts';
import { managedPolicyLimit, splitPolicy } from '../../aws/split-policy.ts';
import { kinds } from '../../kinds/registry.ts';
import { drillTypes, type DrillChoice } from '../../plan/drill-report.ts';
import { operations } from '../../plan/plan.ts';
import { chooseRegions } from '../../operations/choose-regions.ts';
import {
  isRegionPurpose,
  permissionsFor,
  regionPurposes,
  type Permissions,
  type PermissionsRequest,
  type Purpose,
} from '../../operations/iam-service.ts';
import { readConfig, type CommonOptions } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, directionOptions, jsonOption, type DirectionOptions } from '../options.ts';

interface Options extends CommonOptions, DirectionOptions {
  readonly operation: Purpose;
  readonly region?: string;
  readonly split?: boolean;
  readonly rbac?: boolean;
  readonly drillType?: DrillChoice;
}

/** `iam`: the least that a role has to be allowed. */
export function addIam({ program, terminal, run }: Cli): void {
  const command = program
    .command('iam')
    .description('print the least-privilege IAM policy for this config; contacts nothing');
  const shared = ['--from', '--to', '--mode', '--only'];
  for (const option of directionOptions().filter(({ long }) => shared.includes(long ?? '')))
    command.addOption(option);
  command
    .addOption(
      new Option(
        '--operation <operation>',
        'plan: look only; failover: look and change, take back, keep the journal; failback: also build standbys anew; reprotect: build standbys; drill: what a DNS drill changes; deploy: also rollback, in every region; health: with --metrics; monitor: plan and apply',
      )
        .choices(['plan', ...operations, ...regionPurposes])
        .default('failover'),
    )
    .addOption(
      new Option('--drill-type <type>', 'with --operation drill: all but dns only look').choices([
        ...drillTypes,
      ]),
    )
    .addOption(new Option('--region <region>', 'only what is called in this region'))
    .addOption(new Option('--split', 'as a list of policies, each as long as a managed policy may be'))
    .addOption(new Option('--rbac', 'the Kubernetes roles instead, as `kubectl apply` takes them'))
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run(async (options: Options) => {
        const config = await readConfig(terminal, options);
        const { operation, mode, only = [], region, drillType } = options;
        const request = {
          ...direction(config, options),
          operation,
          mode,
          only,
          ...(region === undefined ? {} : { region }),
          ...(drillType === undefined ? {} : { drill: drillType }),
        };
        const permissions = permissionsFor(config, kinds, request);
        if (region !== undefined) refuseEmpty(permissions, region);
        if (options.json === true) terminal.out(JSON.stringify(report(request, permissions), null, 2));
        else if (options.rbac === true) terminal.out(JSON.stringify(listOf(permissions, request), null, 2));
        else {
          const { policy } = permissions;
          terminal.out(JSON.stringify(options.split === true ? splitPolicy(policy) : policy, null, 2));
          for (const note of notes(config, request, permissions)) terminal.err(terminal.palette.dim(note));
        }
        return 'done';
      }),
    );
}

/** A purpose that is about every region needs none named. */
function direction(config: Config, options: Options): { readonly from: string; readonly to: string } {
  const { operation } = options;
  if (!isRegionPurpose(operation))
    return chooseRegions(config, options, operation === 'plan' ? 'failover' : operation);
  const [from = '', to = from] = config.regions;
  return { from, to };
}

function refuseEmpty({ policy, kubernetes }: Permissions, region: string): void {
  if (policy.Statement.length > 0 || Object.keys(kubernetes).length > 0) return;
  throw fail({ code: 'REGION_UNKNOWN', message: `Nothing is called in \`${region}\`.`, found: region });
}

function report(
  { operation, from, to, mode, region }: PermissionsRequest,
  { policy, session, kubernetes }: Permissions,
) {
  return {
    schema_version: 1,
    operation,
    from,
    to,
    mode,
    region: region ?? null,
    policy,
    policy_size: JSON.stringify(policy).length,
    policies: splitPolicy(policy),
    session_policy: session.policy,
    session_policy_size: session.size,
    session_policy_keeps: session.keeps,
    kubernetes,
  };
}

/** Clusters of different regions need different roles, so a list that `kubectl` takes is for one region. */
function listOf({ kubernetes }: Permissions, { region }: PermissionsRequest): object {
  const list = (items: readonly object[] = []) => ({ apiVersion: 'v1', kind: 'List', items });
  if (region !== undefined) return list(kubernetes[region]);
  return Object.fromEntries(Object.entries(kubernetes).map(([place, roles]) => [place, list(roles)]));
}

function notes(
  { account, file, resources, witness }: Config,
  { operation }: PermissionsRequest,
  { policy, kubernetes }: Permissions,
): readonly string[] {
  const size = JSON.stringify(policy).length;
  return [
    `${policy.Statement.length} statements, ${size} of the ${managedPolicyLimit} characters that a managed policy may have.`,
    ...(size > managedPolicyLimit
      ? [`That is too long for one policy: --split prints ${splitPolicy(policy).length} that fit.`]
      : []),
    ...(operation === 'deploy' && resources.every(({ kind }) => kinds.get(kind)?.deploys === undefined)
      ? [`${file} has nothing that \`deploy\` could deploy to.`]
      : []),
    ...(account === undefined ? [`${file} names no \`account\`, so the ARNs allow any account's.`] : []),
    ...(witness === undefined && operation !== 'plan' && operation !== 'monitor'
      ? [`${file} names no \`witness\` bucket, so none is allowed.`]
      : []),
    ...(Object.keys(kubernetes).length > 0
      ? ['The clusters keep permissions of their own: --rbac prints the roles.']
      : []),
  ];
}
