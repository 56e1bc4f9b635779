// Compares npm versions, a pair of hexadecimal strings a line, by the semver that npm itself uses.
'use strict'
const fs = require('fs')
const path = require('path')

// npm bundles semver beside itself; Debian's npm takes it from the system's own modules.
function semver () {
  for (const folder of process.env.PATH.split(path.delimiter)) {
    const npm = path.join(folder, 'npm')
    if (fs.existsSync(npm)) {
      const home = path.dirname(path.dirname(fs.realpathSync(npm)))
      return require(require.resolve('semver', { paths: [home, '/usr/share/nodejs'] }))
    }
  }
  throw new Error('no npm on the PATH')
}

const { parse, compare } = semver()
const text = hex => Buffer.from(hex, 'hex').toString('utf8')
const lines = fs.readFileSync(0, 'latin1').split('\n').slice(0, -1)
const answers = lines.map(line => {
  const [left, right] = line.split('\t').map(hex => parse(text(hex)))
  return left === null || right === null ? 'x' : compare(left, right)
})
process.stdout.write(answers.join('\n') + '\n')
