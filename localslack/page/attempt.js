// One way to show that a call failed.
import { ApiError } from "./api.js";
import { failure } from "./i18n.js";
import { toast } from "./toast.js";

/** Wait for a call; show a failure as a notice and resolve to null. Other errors go through. */
export async function attempt(promise) {
  try {
    return await promise;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    toast(failure(error), "error");
    return null;
  }
}
