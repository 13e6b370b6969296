import { ApiProblem } from "./api-problem";

/** For "Try again": asks once more; when the session has ended, loads the page anew, which leads to sign-in and back. */
export function retryOrSignIn(error: Error, refetch: () => void): void {
  if (error instanceof ApiProblem && error.code === "sign_in_required") window.location.reload();
  else refetch();
}
