import "server-only";
import { notFound } from "next/navigation";
import { AppError } from "../../errors/app-error";

/** For pages: what does not exist is the page that says so. */
export function orNotFound<Found>(reading: Promise<Found>): Promise<Found> {
  return reading.catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
}
