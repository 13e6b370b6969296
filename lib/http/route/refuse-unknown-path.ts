import "server-only";
import { AppError } from "../../errors/app-error";
import type { RequestContext } from "./request-context";

/** Below /api nothing ever answers HTML, an address that does not exist neither. */
export async function refuseUnknownPath({ request }: RequestContext): Promise<never> {
  throw new AppError("not_found", { detail: `There is nothing at ${request.nextUrl.pathname}.` });
}
