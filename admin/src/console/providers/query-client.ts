import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../../api/problem';

const RETRIES = 3;
const TOO_MANY_REQUESTS = 429;

/** What the service refuses it refuses again: only what may pass is asked for again before it is shown. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: (failures, error) => failures < RETRIES && !isRefusal(error) } },
});

function isRefusal(error: Error): boolean {
  return error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== TOO_MANY_REQUESTS;
}
