import { ApiProblem, toProblem } from '../../api/problem';
import { t } from '../../i18n/translate';
import { session } from '../../session/session';

/**
 * Sends a photograph of paper; `fetch` cannot tell how far it is, so this does not use it.
 * @param onProgress 0…1
 * @throws ApiProblem
 */
export async function uploadPaper(file: File, onProgress: (fraction: number) => void): Promise<void> {
  const token = await session.accessToken();
  const form = new FormData();
  form.set('file', file);
  await new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/base-images');
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () =>
      request.status < 300 ? resolve() : reject(toProblem(request.status, request.response)),
    );
    request.addEventListener('error', () => reject(new ApiProblem(0, t('problem.offline'), 'OFFLINE', undefined, {})));
    request.send(form);
  });
}
