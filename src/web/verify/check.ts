import type { VerificationView } from '../../claim/verification-view.ts';
import { csrfHeaders, problemOf, Refused, Unreachable } from '../api.ts';

/** How far a check has come: sent in per cent, then being checked. */
export type Progress = { sent: number } | 'checking';

/** Sends a file to be checked; the browser's older way of asking is the one that tells how much has gone. */
export const checkFile = (file: File, tell: (progress: Progress) => void): Promise<VerificationView> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/verification');
    request.setRequestHeader('content-type', 'application/pdf');
    request.setRequestHeader('accept-language', document.documentElement.lang);
    for (const [name, value] of Object.entries(csrfHeaders())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => tell({ sent: Math.round((loaded / Math.max(total, 1)) * 100) });
    request.upload.onload = () => tell('checking');
    request.onerror = () => reject(new Unreachable());
    request.onload = () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText) as VerificationView);
      else reject(new Refused(problemOf(request.status, request.responseText)));
    };
    request.send(file);
  });
