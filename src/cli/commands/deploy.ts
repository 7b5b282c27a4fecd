import { Option } from 'commander';
import { fail } from '../../errors.ts';
import type { DeployWhat } from '../../plan/deploy-request.ts';
import { carryOutDeployment, deployOptions, type DeployOptions } from '../deploy.ts';
import type { Cli } from '../main.ts';

interface Options extends DeployOptions {
  readonly image?: string;
  readonly container?: string;
  readonly taskDefinition?: string;
}

/** `deploy`: puts another image or task definition into an ECS service, and takes it back if it does badly. */
export function addDeploy({ program, terminal, run }: Cli): void {
  const command = program
    .command('deploy')
    .description('deploy an image to an ECS service, watch it, and take it back if it does badly')
    .argument('<resource>', 'a resource of the kind ecs-service')
    .addOption(new Option('--image <image>', 'the image to run, with its tag or digest'))
    .addOption(new Option('--container <name>', 'the container that gets it, where there are several'))
    .addOption(
      new Option('--task-definition <revision>', 'an ARN or family:revision in place of an image').conflicts(
        'image',
      ),
    );
  for (const option of deployOptions()) command.addOption(option);
  command.action(
    run(
      async (resource: string, options: Options) =>
        await carryOutDeployment(terminal, options, { resource, what: whatOf(options) }),
    ),
  );
}

function whatOf({ image, container, taskDefinition }: Options): DeployWhat {
  if (image !== undefined) return { image, ...(container === undefined ? {} : { container }) };
  if (taskDefinition !== undefined) return { taskDefinition };
  throw fail({ code: 'USAGE', message: 'Say what to deploy.', fix: 'Add --image or --task-definition.' });
}
