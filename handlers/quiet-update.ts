/**
 * Runs `start`, in which msw updates its registration without waiting for the outcome. In Firefox that update rejects
 * if the registration is removed first, and an unhandled rejection fails a whole test run. Whoever does wait for an
 * update still gets its error. A listener for unhandled rejections would not do: vitest takes it to mean that the
 * test handles all of them.
 */
export async function withQuietUpdate<Result>(start: () => Promise<Result>): Promise<Result> {
  // Missing on a page without https, about which msw has words of its own.
  if (typeof ServiceWorkerRegistration === 'undefined') return start();
  const { prototype } = ServiceWorkerRegistration;
  const { update } = prototype;
  prototype.update = function quietUpdate(this: ServiceWorkerRegistration) {
    const updating = update.call(this);
    updating.catch(() => undefined);
    return updating;
  };
  try {
    return await start();
  } finally {
    prototype.update = update;
  }
}
