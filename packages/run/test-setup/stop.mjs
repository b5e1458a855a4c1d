export default async function stop() {
  await globalThis.interraTestServer?.stop()
}
