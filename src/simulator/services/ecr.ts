import * as client from '@aws-sdk/client-ecr';
import { defineOperation, failure, operationsOf, regionalArn } from '../operation.ts';
import type { Answer, Call, Service } from '../operation.ts';
import { pageOf } from './pages.ts';

function describeImages(
  input: client.DescribeImagesRequest,
  call: Call,
): Answer<client.DescribeImagesResponse> {
  const { repositoryName: name = '', imageIds } = input;
  const repository = call.region.watching.repositories.get(name);
  const registry = call.world.accountId;
  if (!repository) {
    const message = `The repository with name '${name}' does not exist in the registry with id '${registry}'`;
    return failure(client.RepositoryNotFoundException$, message);
  }
  const matches = ({ imageTag, imageDigest }: client.ImageIdentifier) =>
    repository.images.find(
      ({ digest, tags }) =>
        (imageTag === undefined || tags.includes(imageTag)) && (imageDigest ?? digest) === digest,
    );
  const missing = imageIds?.find((id) => matches(id) === undefined);
  if (missing !== undefined) {
    const { imageDigest = 'null', imageTag = 'null' } = missing;
    const message = `The image with imageId {imageDigest:'${imageDigest}', imageTag:'${imageTag}'} does not exist within the repository with name '${name}' in the registry with id '${registry}'`;
    return failure(client.ImageNotFoundException$, message);
  }
  const wanted = imageIds?.flatMap((id) => matches(id) ?? []) ?? repository.images;
  const page = pageOf([...new Set(wanted)], input.nextToken, input.maxResults ?? 100);
  return {
    imageDetails: page.items.map(({ digest, tags, pushedAt }) => ({
      registryId: registry,
      repositoryName: name,
      imageDigest: digest,
      imageTags: tags,
      imagePushedAt: new Date(pushedAt),
      imageSizeInBytes: 52_428_800,
    })),
    nextToken: page.next,
  };
}

/** Amazon ECR, to look at. */
export const ecr: Service = {
  name: 'ecr',
  signingName: 'ecr',
  protocol: 'json-1.1',
  xmlNamespace: '',
  global: false,
  throttling: { code: 'ThrottlingException', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.DescribeImages$, {
      resources: (input: client.DescribeImagesRequest, call) => [
        regionalArn(call, 'ecr', `repository/${input.repositoryName ?? ''}`),
      ],
      handle: describeImages,
    }),
  ],
};
