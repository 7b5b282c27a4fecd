import type { Answer } from './answers.ts';
import type { Json } from './json.ts';
import { objectAt, textAt } from './json.ts';

const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** Whether this is the question of `kubectl auth can-i`, which changes nothing although it is posted. */
export function isAccessReview(method: string, path: string): boolean {
  return method === 'POST' && path === reviews;
}

/** Answers it: `mayDo` is asked about an operation such as `patch deployments/scale`. */
export function reviewAccess(review: Json, mayDo: (operation: string) => boolean): Answer {
  const spec = objectAt(review, 'spec');
  const [verb, resource, subresource] = ['verb', 'resource', 'subresource'].map((field) =>
    textAt(spec, 'resourceAttributes', field),
  );
  const operation = `${verb ?? ''} ${resource ?? ''}${subresource ? `/${subresource}` : ''}`;
  return {
    status: 201,
    body: {
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: {},
      spec,
      status: { allowed: mayDo(operation) },
    },
  };
}
