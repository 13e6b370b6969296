"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

/**
 * Asks our server for an address of Stripe and leaves for it. `leaving` stays set until the browser is gone, and further
 * calls do nothing meanwhile: two quick clicks start one checkout. `last` is what was asked for last, for trying again.
 */
export function useLeaveFor<Input>(requestAddress: (input: Input) => Promise<{ url: string }>) {
  const asked = useRef(false);
  const { mutate, reset, variables, error, isPending, isSuccess } = useMutation({
    mutationFn: requestAddress,
    onSuccess: ({ url }) => window.location.assign(url),
    onError: () => {
      asked.current = false;
    },
  });
  useEffect(() => {
    // The browser's way back may bring this page out of its memory as it was left: ready for another try then.
    const comeBack = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      asked.current = false;
      reset();
    };
    window.addEventListener("pageshow", comeBack);
    return () => window.removeEventListener("pageshow", comeBack);
  }, [reset]);
  const leave = (input: Input) => {
    if (asked.current) return;
    asked.current = true;
    mutate(input);
  };
  return { leave, leaving: isPending || isSuccess ? variables : undefined, last: variables, error };
}
