import type { Db } from '../../platform/db/database.ts'

const read = {
  name: 'second-factor-required',
  text: `select exists (select from setting where key = 'second_factor_required' and value = 'true') as required`,
}
const write = {
  name: 'require-second-factor',
  text: `insert into setting (key, value) values ('second_factor_required', to_jsonb($1::boolean))
    on conflict (key) do update set value = excluded.value`,
}

export async function isSecondFactorRequired(db: Db): Promise<boolean> {
  const [row] = await db.hot<{ required: boolean }>(read, [])
  return row?.required ?? false
}

export async function saveSecondFactorRequired(db: Db, required: boolean): Promise<void> {
  await db.hot(write, [required])
}
