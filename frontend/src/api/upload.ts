import { connection } from "../connection/connectionStore";
import { csrfToken, noteSignedOut } from "./client";
import { ApiError, OfflineError, parseProblem } from "./problem";

export interface Upload<T> {
  done: Promise<T>;
  /** Give it up. */
  cancel: () => void;
}

/** Somebody gave an upload up. */
export class UploadStopped extends Error {}

/** Send a file and tell how much of it is there, from 0 to 1. Fails as `request` does. */
export function upload<T>(path: string, file: Blob, onProgress: (part: number) => void): Upload<T> {
  const sending = new XMLHttpRequest();
  const done = new Promise<T>((resolve, reject) => {
    sending.open("POST", path);
    sending.setRequestHeader("Accept", "application/json");
    sending.setRequestHeader("Content-Type", "application/octet-stream");
    sending.setRequestHeader("X-OVA-CSRF", csrfToken());
    sending.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    sending.onload = () => {
      connection.setApi(true);
      if (sending.status >= 200 && sending.status < 300) {
        resolve(JSON.parse(sending.responseText) as T);
      } else {
        noteSignedOut(sending.status);
        reject(new ApiError(sending.status, parseProblem(sending.responseText)));
      }
    };
    sending.onabort = () => reject(new UploadStopped());
    sending.onerror = () => reject(new OfflineError());
    sending.send(file);
  });
  return { done, cancel: () => sending.abort() };
}
