module seaworthy.dev/testkit/oracles/go-toolchain

go 1.22
