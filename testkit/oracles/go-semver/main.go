// Command go-semver compares Go module versions (v1.2.3), a pair of hexadecimal strings a line, by
// the code that the go command itself uses.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"log"
	"os"
	"strings"

	"golang.org/x/mod/semver"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		left, right, found := strings.Cut(in.Text(), "\t")
		if !found {
			log.Fatalf("no tab in %q", in.Text())
		}
		fmt.Println(order(text(left), text(right)))
	}
	if err := in.Err(); err != nil {
		log.Fatal(err)
	}
}

func order(left, right string) string {
	if !semver.IsValid(left) || !semver.IsValid(right) {
		return "x"
	}
	return fmt.Sprint(semver.Compare(left, right))
}

func text(cell string) string {
	bytes, err := hex.DecodeString(cell)
	if err != nil {
		log.Fatal(err)
	}
	return string(bytes)
}
