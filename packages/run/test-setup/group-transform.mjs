import swc from '@swc/jest'
import { asOneOfSeveral } from './groups.mjs'

/** SWC for test files that are run several at once. */
export default {
  createTransformer(options) {
    const { process, getCacheKey, ...rest } = swc.createTransformer(options)
    return {
      ...rest,
      process: (source, file, more) => process(asOneOfSeveral(source, file), file, more),
      processAsync: async (source, file, more) => process(asOneOfSeveral(source, file), file, more),
      getCacheKey: (source, file, more) => getCacheKey(asOneOfSeveral(source, file), file, more),
    }
  },
}
