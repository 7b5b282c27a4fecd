/** What a route answers with; `body` goes out as JSON, `text` as it is. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: { readonly type: string; readonly content: string };
  readonly headers?: Readonly<Record<string, string>>;
}

const documentation = 'https://docs.github.com/rest';

/** 200 with JSON. */
export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, body, headers };
}

/** 201 with JSON. */
export function created(body: unknown): Answer {
  return { status: 201, body };
}

/** 204. */
export const nothing: Answer = { status: 204 };

/** 202, as for things that will be done by and by. */
export const accepted: Answer = { status: 202, body: {} };

/** An error in GitHub's form. */
export function refused(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    body: { message, documentation_url: documentation, status: String(status) },
    headers,
  };
}

/** 404, which is also what somebody gets who may not know that a thing exists. */
export const notFound: Answer = refused(404, 'Not Found');

/** 403, what an App gets whose permissions are too small. */
export const notAccessible: Answer = refused(403, 'Resource not accessible by integration');

/** 422 with the fields that are wrong. */
export function invalid(
  message: string,
  errors: readonly {
    readonly resource?: string;
    readonly field?: string;
    readonly code: string;
    readonly message?: string;
  }[] = [],
): Answer {
  return {
    status: 422,
    body: {
      message,
      documentation_url: documentation,
      status: '422',
      ...(errors.length > 0 ? { errors } : {}),
    },
  };
}
