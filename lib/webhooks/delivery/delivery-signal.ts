import "server-only";
import { EventEmitter } from "node:events";
import { afterCommit, type Tx } from "../../db/client";
import { singleton } from "../../lifecycle/singleton";

/** Tells this process's worker that a delivery is due. It would find it by itself, a little later. */
export const deliverySignal = () => singleton("delivery-signal", () => new EventEmitter<{ due: [] }>());

export const signalAfterCommit = (tx: Tx): void => afterCommit(tx, () => deliverySignal().emit("due"));
