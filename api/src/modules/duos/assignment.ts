/** What is assigned at least cost, with the prices that prove it. */
export interface Assignment {
  /** Column of each row. */
  readonly columnOf: Int32Array
  /** Price of each row and of each column: cost - row - column is never negative, and zero where assigned. */
  readonly rowPrice: Float64Array
  readonly columnPrice: Float64Array
}

interface State {
  readonly cost: Float64Array
  readonly size: number
  readonly columnOf: Int32Array
  readonly rowOf: Int32Array
  /** Of columns. */
  readonly price: Float64Array
}

/**
 * Assigns each row of a square matrix to a column of its own at least total cost. `cost` holds the rows one after the
 * other, in whole numbers, so that sums below 2^53 stay exact. Same input, same output. `told` hears now and then how
 * many rows have their column.
 *
 * R. Jonker, A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
 * Computing 38 (1987) 325-340: the four steps below, O(size^3) at worst.
 */
export function assign(cost: Float64Array, size: number, told?: (done: number) => void): Assignment {
  const state: State = {
    cost,
    size,
    columnOf: new Int32Array(size).fill(-1),
    rowOf: new Int32Array(size).fill(-1),
    price: new Float64Array(size),
  }
  let free: Int32Array = Int32Array.from({ length: size }, (_, row) => row)
  if (size > 1) {
    free = transferReductions(state, reduceColumns(state))
    for (let round = 0; round < 2; round++) free = reduceRows(state, free)
  }
  augmentAll(state, free, told)
  return { columnOf: state.columnOf, rowPrice: rowPrices(state), columnPrice: state.price }
}

/** Step 1. A column costs its least entry, and the row that has it takes the column. Answers who was asked how often. */
function reduceColumns({ cost, size, columnOf, rowOf, price }: State): Int32Array {
  const asked = new Int32Array(size)
  const cheapest = new Int32Array(size)
  price.set(cost.subarray(0, size))
  for (let row = 1, at = size; row < size; row++)
    for (let column = 0; column < size; column++, at++)
      if (cost[at]! < price[column]!) {
        price[column] = cost[at]!
        cheapest[column] = row
      }
  for (let column = size - 1; column >= 0; column--) {
    const row = cheapest[column]!
    asked[row]!++
    if (asked[row] === 1) {
      columnOf[row] = column
      rowOf[column] = row
    }
  }
  return asked
}

/** Step 2. What a row could save elsewhere is taken off the price of the one column that asked it. Answers the free rows. */
function transferReductions({ cost, size, columnOf, price }: State, asked: Int32Array): Int32Array {
  const free: number[] = []
  for (let row = 0; row < size; row++) {
    if (asked[row] === 0) free.push(row)
    if (asked[row] !== 1) continue
    const own = columnOf[row]!
    let least = Infinity
    for (let column = 0, at = row * size; column < size; column++, at++)
      if (column !== own && cost[at]! - price[column]! < least) least = cost[at]! - price[column]!
    price[own]! -= least
  }
  return Int32Array.from(free)
}

/**
 * Step 3. Each free row takes its best column, at a price that makes the second best as good. Answers who is free then.
 * Rows that bid against each other by single units would go on for ever where costs are large: after a few bids a row,
 * the paths of step 4 decide.
 */
function reduceRows({ cost, size, columnOf, rowOf, price }: State, free: Int32Array): Int32Array {
  const queue = free.slice()
  const left = new Int32Array(size)
  let leftCount = 0
  let bids = 4 * size
  for (let at = 0; at < queue.length; bids--) {
    const row = queue[at++]!
    let [best, second] = [0, 0]
    let [least, next] = [cost[row * size]! - price[0]!, Infinity]
    for (let column = 1, entry = row * size + 1; column < size; column++, entry++) {
      const here = cost[entry]! - price[column]!
      if (here >= next) continue
      if (here >= least) {
        next = here
        second = column
      } else {
        next = least
        second = best
        least = here
        best = column
      }
    }
    if (least < next) price[best]! -= next - least
    else if (rowOf[best]! >= 0) best = second
    const driven = rowOf[best]!
    columnOf[row] = best
    rowOf[best] = row
    if (driven < 0) continue
    columnOf[driven] = -1
    // who was driven out by a better price looks again at once, who was as good waits for the next round
    if (least < next && bids > 0) queue[--at] = driven
    else left[leftCount++] = driven
  }
  return left.slice(0, leftCount)
}

/** Step 4. For each free row the shortest alternating path to a free column (Dijkstra over reduced costs). */
function augmentAll(state: State, free: Int32Array, told?: (done: number) => void): void {
  const { size } = state
  const search = { distance: new Float64Array(size), before: new Int32Array(size), columns: new Int32Array(size) }
  for (let done = 0; done < free.length; done++) {
    augment(state, search, free[done]!)
    told?.(size - free.length + done + 1)
  }
}

interface Search {
  /** Least cost found so far to reach a column. */
  readonly distance: Float64Array
  /** The row from which it is reached. */
  readonly before: Int32Array
  /** Columns: those done, then those at the present distance, then the others. */
  readonly columns: Int32Array
}

function augment({ cost, size, columnOf, rowOf, price }: State, search: Search, start: number): void {
  const { distance, before, columns } = search
  for (let column = 0, at = start * size; column < size; column++, at++) {
    distance[column] = cost[at]! - price[column]!
    before[column] = start
    columns[column] = column
  }
  let [done, reached, least, end] = [0, 0, 0, -1]
  let settled = 0
  while (end < 0) {
    if (reached === done) {
      settled = done
      least = distance[columns[reached++]!]!
      for (let at = reached; at < size; at++) {
        const column = columns[at]!
        if (distance[column]! > least) continue
        if (distance[column]! < least) {
          reached = done
          least = distance[column]!
        }
        columns[at] = columns[reached]!
        columns[reached++] = column
      }
      for (let at = done; at < reached && end < 0; at++) if (rowOf[columns[at]!]! < 0) end = columns[at]!
      if (end >= 0) break
    }
    const from = columns[done++]!
    const row = rowOf[from]!
    const spent = cost[row * size + from]! - price[from]! - least
    for (let at = reached; at < size; at++) {
      const column = columns[at]!
      const here = cost[row * size + column]! - price[column]! - spent
      if (here >= distance[column]!) continue
      distance[column] = here
      before[column] = row
      if (here !== least) continue
      if (rowOf[column]! < 0) {
        end = column
        break
      }
      columns[at] = columns[reached]!
      columns[reached++] = column
    }
  }
  for (let at = 0; at < settled; at++) price[columns[at]!]! += distance[columns[at]!]! - least
  for (let row = -1; row !== start;) {
    row = before[end]!
    rowOf[end] = row
    const next = columnOf[row]!
    columnOf[row] = end
    end = next
  }
}

function rowPrices({ cost, size, columnOf, price }: State): Float64Array {
  return Float64Array.from(columnOf, (column, row) => cost[row * size + column]! - price[column]!)
}
