// Command go-toolchain compares Go toolchain versions (go1.21rc2), a pair of hexadecimal strings a
// line, by Go's own library.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"go/version"
	"log"
	"os"
	"strings"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		left, right, found := strings.Cut(in.Text(), "\t")
		if !found {
			log.Fatalf("no tab in %q", in.Text())
		}
		fmt.Fprintln(out, order(text(left), text(right)))
	}
	if err := in.Err(); err != nil {
		log.Fatal(err)
	}
}

func order(left, right string) string {
	if !version.IsValid(left) || !version.IsValid(right) {
		return "x"
	}
	return fmt.Sprint(version.Compare(left, right))
}

func text(cell string) string {
	bytes, err := hex.DecodeString(cell)
	if err != nil {
		log.Fatal(err)
	}
	return string(bytes)
}
