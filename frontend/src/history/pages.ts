import type { PastRun, RunPages } from "../api/history";

/** Put a run that was added or changed in its place; one that is new comes first. */
export function withRun(pages: RunPages, run: PastRun, isWanted: boolean): RunPages {
  const known = pages.pages.some((page) => page.some((one) => one.run_id === run.run_id));
  if (known) {
    return {
      ...pages,
      pages: pages.pages.map((page) =>
        page.map((one) =>
          // What is told as a run ends has no number yet.
          one.run_id === run.run_id ? { ...run, seq: run.seq ?? one.seq ?? null } : one,
        ),
      ),
    };
  }
  const isNew = isWanted && run.seq === null;
  const [first = [], ...others] = pages.pages;
  return isNew ? { ...pages, pages: [[run, ...first], ...others] } : pages;
}

/** Take runs away that were deleted; null: all of them. */
export function withoutRuns(pages: RunPages, ids: readonly string[] | null): RunPages {
  if (ids === null) {
    return { pages: [[]], pageParams: pages.pageParams.slice(0, 1) };
  }
  const gone = new Set(ids);
  return {
    ...pages,
    pages: pages.pages.map((page) => page.filter(({ run_id: id }) => !gone.has(id))),
  };
}

/** Keep only the newest page, so that little has to be read anew. */
export function firstPage(pages: RunPages): RunPages {
  return { pages: pages.pages.slice(0, 1), pageParams: pages.pageParams.slice(0, 1) };
}
