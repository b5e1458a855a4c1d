const longest = ['e2e', 'api']
/** Files that take longer than their text says. */
const slow = /fuzz|oracle|attack/

/**
 * Without an earlier run to go by Jest begins with the largest files: browser tests in groups, a few lines each and two minutes of
 * work, came last, and all but one processor waited for the last of them.
 */
export default class LongestFirst {
  sort(tests) {
    const rank = ({ context, path }) => {
      const project = longest.indexOf(context.config.displayName?.name)
      return slow.test(path) ? 0 : project === -1 ? longest.length : project
    }
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1))
  }

  allFailedTests(tests) {
    return tests
  }

  cacheResults() {}
}
