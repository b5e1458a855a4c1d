/**
 * The group of `p` (person) on a day, with `f` its arrival and `r` the policies in force, as `interra.group_of` tells it: who
 * needs no look at languages is told without a call, which is most of a report's time.
 */
export const groupSql = (day: string) => `case
    when p.lifelong_resident or p.is_belgian then 'local'
    when f.precision = 'day' and ${day} < (f.arrived_on + make_interval(months => r.months))::date then 'newcomer'
    else interra.group_of(p.lifelong_resident, p.is_belgian,
      interra.arrival_start(f.arrived_on, f.precision, f.declared_on), r.months, r.level, p.id, ${day}) end`

/** Whether `groupSql` says newcomer, without the look at languages that tells other groups apart. */
export const isNewcomerSql = (day: string) => `((p.lifelong_resident or p.is_belgian) is not true
    and ${day} < (interra.arrival_start(f.arrived_on, f.precision, f.declared_on) + make_interval(months => r.months))::date)`
