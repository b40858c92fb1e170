const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Rafale needs Node.js 20.19 or later and this is ${process.versions.node}. Install 24 from https://nodejs.org.\n`,
  )
  process.exit(1)
}
