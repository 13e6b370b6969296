import { rename, rm } from "node:fs/promises";
import { type Clock, rejectOn, withDeadline } from "../../../clock/clock";
import type { Model, Order } from "../../../contract/order";
import { AppError } from "../../../errors/app-error";
import { checkCapabilities } from "../check-capabilities";
import type { ColorizeOutput, ColorizeProvider, ColorizeRun, ColorizeTask } from "../colorize-provider";
import { judgeFailure } from "../judge-failure";
import { type Breaker, createBreaker } from "./breaker";
import { uniteCapabilities } from "./unite-capabilities";

type Link = { provider: ColorizeProvider; breaker: Breaker };
type Outside = { clock: Clock; log: { warn(fields: object, message: string): void } };

/** Of the time that a photo has left, for each provider but the last. */
const shareOfTime = 0.5;

/**
 * Several providers as one. A photo goes to the first that can do its order and does not rest after faults (see `createBreaker`); when
 * that one fails, and not because of the photo, to the next. They share the photo's deadline. A breaker alone refuses nobody: where all
 * that can do the order rest, the last of them is tried. The output says who made it.
 * @param providers in the order in which they are wanted, at least one
 */
export function createChain(providers: readonly ColorizeProvider[], { clock, log }: Outside): ColorizeProvider {
  const links: Link[] = providers.map((provider) => ({ provider, breaker: createBreaker(clock) }));
  const all = <T>(work: (provider: ColorizeProvider) => Promise<T>) => Promise.all(providers.map(work));

  /** @throws {AppError} not_configured when none can, as the first one says it */
  async function listAble(order: Order): Promise<Link[]> {
    const offers = await all((provider) => provider.capabilities());
    const faults = offers.map((offer) => findLack(offer, order));
    const able = links.filter((_, at) => faults[at] === null);
    if (able.length === 0) throw faults[0];
    return able;
  }

  async function colorize(task: ColorizeTask, run: ColorizeRun): Promise<ColorizeOutput> {
    const able = await listAble(task.order);
    const awake = able.filter(({ breaker }) => !breaker.isResting());
    const chosen = awake.length > 0 ? awake : able.slice(-1);
    for (const [at, link] of chosen.entries()) {
      const isLast = at === chosen.length - 1;
      try {
        return await tryLink(link, task, run, isLast ? null : secondsFor(run, clock));
      } catch (error) {
        const { code, isProviders } = judgeFailure(error);
        if (isLast || !isProviders || run.signal.aborted) throw error;
        log.warn({ provider: link.provider.name, code, jobId: task.jobId }, "a photo goes to the next provider");
      }
    }
    throw new Error("a chain has at least one provider");
  }

  return {
    name: providers.map(({ name }) => name).join(","),
    capabilities: async () => uniteCapabilities(await all((provider) => provider.capabilities())),
    // As the next photo's will begin, if nothing fails.
    readModelTag: async (model: Model) =>
      (links.find(({ breaker }) => !breaker.isResting()) ?? links[0])?.provider.readModelTag(model) ?? null,
    loadedModels: () => [...new Set(providers.flatMap((provider) => [...(provider.loadedModels?.() ?? [])]))],
    states: () =>
      links.map(({ provider: { name }, breaker }) => ({
        name,
        state: breaker.state(),
        lastFault: breaker.lastFault(),
      })),
    colorize,
    inspect: (...given) => inspector(providers).inspect(...given),
    async checkHealth() {
      const faults = await all((provider) => provider.checkHealth().then(() => null, toError));
      if (faults.every((fault) => fault !== null)) throw faults[0];
    },
    // Photos are given to those that are ready.
    isLoading: () => providers.every((provider) => provider.isLoading?.() ?? false),
    async warmUp() {
      const faults = await all((provider) => provider.warmUp().then(() => null, toError));
      for (const [at, fault] of faults.entries())
        if (fault) log.warn({ err: fault, provider: providers[at]?.name }, "a provider could not be made ready");
      if (faults.every((fault) => fault !== null)) throw faults[0];
    },
    close: async () => void (await all((provider) => provider.close())),
  };
}

function findLack(offer: Parameters<typeof checkCapabilities>[0], order: Order): unknown {
  try {
    checkCapabilities(offer, order);
    return null;
  } catch (error) {
    return error;
  }
}

const secondsFor = ({ endsAt }: ColorizeRun, clock: Clock): number | null =>
  endsAt ? ((endsAt.getTime() - clock.now().getTime()) / 1000) * shareOfTime : null;

/** Each writes a file of its own: one that ignores its signal may still be writing when the next has finished. */
async function tryLink({ provider, breaker }: Link, task: ColorizeTask, run: ColorizeRun, seconds: number | null) {
  const outcome = breaker.begin();
  const outputPath = `${task.outputPath}.${provider.name}`;
  try {
    const output = await withinTime(run.signal, seconds, (signal) => {
      const running = provider.colorize({ ...task, outputPath }, { ...run, signal });
      return Promise.race([running, rejectOn(signal)]);
    });
    outcome.worked();
    await rename(outputPath, task.outputPath);
    return { ...output, provider: provider.name };
  } catch (error) {
    const { code, isFault } = judgeFailure(error);
    if (isFault) outcome.failed(code);
    else outcome.dropped();
    await rm(outputPath, { force: true });
    throw error;
  }
}

async function withinTime<T>(run: AbortSignal, seconds: number | null, work: (signal: AbortSignal) => Promise<T>) {
  if (seconds === null) return work(run);
  const detail = "The provider did not finish in its share of the time. Nothing was charged.";
  const reason = () => new AppError("upstream_timeout", { detail });
  return withDeadline(seconds, reason, (deadline) => work(AbortSignal.any([deadline, run])));
}

/** The first with an engine of its own: another studio does not look at photos for us. */
function inspector(providers: readonly ColorizeProvider[]): ColorizeProvider {
  const found = providers.find(({ name }) => name === "embedded") ?? providers.find(({ name }) => name !== "pixomax");
  return found ?? (providers[0] as ColorizeProvider);
}

const toError = (error: unknown): unknown => error ?? new Error("it failed without a reason");
