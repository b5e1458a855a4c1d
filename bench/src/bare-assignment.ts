/**
 * The floor of the assignment: Jonker and Volgenant (Computing 38, 1987) in one bare function on typed arrays, without
 * progress, prices or anything around. Bids are bounded as in the service: with costs as large as these, unbounded ones
 * do not end. Answers the column of each row.
 */
export function bareAssignment(cost: Float64Array, n: number): Int32Array {
  const x = new Int32Array(n).fill(-1)
  const y = new Int32Array(n).fill(-1)
  const v = new Float64Array(n)
  const asked = new Int32Array(n)
  const free = new Int32Array(n)
  let frees = 0
  for (let j = n - 1; j >= 0; j--) {
    let min = cost[j]!
    let at = 0
    for (let i = 1, k = n + j; i < n; i++, k += n)
      if (cost[k]! < min) {
        min = cost[k]!
        at = i
      }
    v[j] = min
    if (++asked[at]! === 1) {
      x[at] = j
      y[j] = at
    }
  }
  for (let i = 0; i < n; i++) {
    if (asked[i] === 0) free[frees++] = i
    else if (asked[i] === 1) {
      const own = x[i]!
      let min = Infinity
      for (let j = 0, k = i * n; j < n; j++, k++) if (j !== own && cost[k]! - v[j]! < min) min = cost[k]! - v[j]!
      v[own]! -= min
    }
  }
  for (let loop = 0; loop < 2; loop++) {
    const last = frees
    let k = 0
    let bids = 4 * n
    frees = 0
    while (k < last) {
      bids--
      const i = free[k++]!
      let [j1, j2, u1, u2] = [0, 0, cost[i * n]! - v[0]!, Infinity]
      for (let j = 1, at = i * n + 1; j < n; j++, at++) {
        const h = cost[at]! - v[j]!
        if (h >= u2) continue
        if (h >= u1) {
          u2 = h
          j2 = j
        } else {
          u2 = u1
          j2 = j1
          u1 = h
          j1 = j
        }
      }
      let i0 = y[j1]!
      if (u1 < u2) v[j1]! -= u2 - u1
      else if (i0 >= 0) {
        j1 = j2
        i0 = y[j1]!
      }
      x[i] = j1
      y[j1] = i
      if (i0 < 0) continue
      x[i0] = -1
      if (u1 < u2 && bids > 0) free[--k] = i0
      else free[frees++] = i0
    }
  }
  const d = new Float64Array(n)
  const pred = new Int32Array(n)
  const list = new Int32Array(n)
  for (let f = 0; f < frees; f++) {
    const start = free[f]!
    for (let j = 0, k = start * n; j < n; j++, k++) {
      d[j] = cost[k]! - v[j]!
      pred[j] = start
      list[j] = j
    }
    let [low, up, last, min, end] = [0, 0, 0, 0, -1]
    while (end < 0) {
      if (up === low) {
        last = low
        min = d[list[up++]!]!
        for (let k = up; k < n; k++) {
          const j = list[k]!
          if (d[j]! > min) continue
          if (d[j]! < min) {
            up = low
            min = d[j]!
          }
          list[k] = list[up]!
          list[up++] = j
        }
        for (let k = low; k < up && end < 0; k++) if (y[list[k]!]! < 0) end = list[k]!
        if (end >= 0) break
      }
      const j1 = list[low++]!
      const i = y[j1]!
      const h = cost[i * n + j1]! - v[j1]! - min
      for (let k = up; k < n; k++) {
        const j = list[k]!
        const here = cost[i * n + j]! - v[j]! - h
        if (here >= d[j]!) continue
        d[j] = here
        pred[j] = i
        if (here !== min) continue
        if (y[j]! < 0) {
          end = j
          break
        }
        list[k] = list[up]!
        list[up++] = j
      }
    }
    for (let k = 0; k < last; k++) v[list[k]!]! += d[list[k]!]! - min
    for (let i = -1; i !== start;) {
      i = pred[end]!
      y[end] = i
      const next = x[i]!
      x[i] = end
      end = next
    }
  }
  return x
}
