import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { queryKeys } from "@/lib/client/query-client";
import type { Balance } from "@/lib/contract/answers";
import type { Order } from "@/lib/contract/order";
import { changeLocalPhotos, type LocalPhoto } from "./local-photo";
import { describeProblem, type Sendable, type SentPhoto, sendPhoto } from "./send-photo";
import { UploadQueue } from "./upload-queue";

const parallelUploads = 2;

/** The photos this page holds, and the queue that sends them. `onSignInNeeded` is called when the session has ended. */
export function usePhotoQueue(onSignInNeeded: () => void) {
  const queryClient = useQueryClient();
  const [photos, dispatch] = useReducer(changeLocalPhotos, []);
  const signInNeeded = useRef(onSignInNeeded);
  useEffect(() => {
    signInNeeded.current = onSignInNeeded;
  });

  const [queue] = useState(() => {
    const refresh = () => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.jobs });
      void queryClient.invalidateQueries({ queryKey: queryKeys.balance });
    };
    const created: UploadQueue<Sendable, SentPhoto> = new UploadQueue(
      sendPhoto,
      {
        onProgress: ({ ref }, percent) => dispatch({ type: "progress", ref, percent }),
        onDone: ({ ref }, { outputUrl, creditsRemaining }) => {
          dispatch({ type: "done", ref, outputUrl });
          if (creditsRemaining !== null) {
            queryClient.setQueryData<Balance>(
              queryKeys.balance,
              (old) => old && { ...old, available: creditsRemaining },
            );
          }
          refresh();
        },
        onFailed: ({ ref }, error) => {
          const problem = describeProblem(error);
          if (problem.code === "sign_in_required") {
            dispatch({ type: "rest", refs: [ref, ...created.takeWaiting().map((item) => item.ref)] });
            return signInNeeded.current();
          }
          dispatch({ type: "fail", ref, problem });
          refresh();
        },
      },
      parallelUploads,
    );
    return created;
  });

  const send = useCallback(
    (chosen: Pick<LocalPhoto, "ref" | "file">[], order: Order) => {
      dispatch({ type: "wait", refs: chosen.map((photo) => photo.ref), order });
      queue.add(chosen.map(({ ref, file }) => ({ ref, file, order })));
    },
    [queue],
  );
  const remove = useCallback(
    (photo: LocalPhoto) => {
      queue.remove(photo.ref);
      dispatch({ type: "remove", ref: photo.ref });
      URL.revokeObjectURL(photo.previewUrl);
    },
    [queue],
  );
  return { photos, dispatch, send, remove };
}

/** Makes the browser ask before it leaves the page while unsent photos would be lost. */
export function useUnsentWarning(unsent: boolean): void {
  useEffect(() => {
    if (!unsent) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [unsent]);
}
