import { carryOutDeployment, deployOptions, type DeployOptions } from '../deploy.ts';
import type { Cli } from '../main.ts';

/** `rollback`: deploys the revision before the one that an ECS service runs. */
export function addRollback({ program, terminal, run }: Cli): void {
  const command = program
    .command('rollback')
    .description('deploy the task definition before the one that an ECS service runs')
    .argument('<resource>', 'a resource of the kind ecs-service');
  for (const option of deployOptions()) command.addOption(option);
  command.action(
    run(
      async (resource: string, options: DeployOptions) =>
        await carryOutDeployment(terminal, options, { resource, what: 'previous' }),
    ),
  );
}
