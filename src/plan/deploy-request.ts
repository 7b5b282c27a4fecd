import type { Region, ResourceId } from '../ids.ts';
import type { StepDraft } from './plan.ts';

/** What shall run: an image, a revision (ARN or `family:revision`), or the revision before the one that runs. */
export type DeployWhat =
  { readonly image: string; readonly container?: string } | { readonly taskDefinition: string } | 'previous';

/** What is asked of a deployment in one region; `color` is the end of the service's name where there is a blue and a green one. */
export interface DeployRequest {
  readonly resource: ResourceId;
  readonly region: Region;
  readonly what: DeployWhat;
  readonly service?: string;
  readonly color?: string;
  readonly tasks?: number;
}

/** What a kind proposes for it, and what it saw; the last step watches, and takes the deployment back where that does badly. */
export interface DeployProposal<Value> {
  readonly steps: readonly StepDraft[];
  /** What is deployed where: `shop-api:2 to shop in eu-west-1`. */
  readonly what: string;
  readonly summary: string;
  readonly warnings: readonly string[];
  readonly seen: Value;
}

/** What the steps that tell of a deployment carry besides their moment. */
export interface DeploymentNews {
  /** What is deployed where: `shop-api:2 to shop in eu-west-1`. */
  readonly what: string;
  /** How it went, where it failed: `was taken back`. */
  readonly outcome?: string;
  /** Why, in a sentence. */
  readonly found?: string;
}

/** When people are told of a deployment; `failed`: it was taken back, or has stopped; `aborted`: somebody has given it up. */
export type DeployMoment = 'begin' | 'end' | 'failed' | 'aborted';
