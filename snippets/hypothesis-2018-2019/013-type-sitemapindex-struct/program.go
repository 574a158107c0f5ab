package main

import (
	"encoding/xml"
	"fmt"
	"log"
)

type Sitemapindex struct {
    Locations []Location `xml:"sitemap"`
}

// Location is what an index of sitemaps says of each of them.
type Location struct {
	Loc string `xml:"loc"`
}

const document = `<sitemapindex>
  <sitemap><loc>https://example.com/politics.xml</loc></sitemap>
  <sitemap><loc>https://example.com/opinions.xml</loc></sitemap>
</sitemapindex>`

func main() {
	var index Sitemapindex
	if err := xml.Unmarshal([]byte(document), &index); err != nil {
		log.Fatal(err)
	}
	if len(index.Locations) != 2 {
		log.Fatalf("the tag finds %d sitemaps of 2", len(index.Locations))
	}
	for _, location := range index.Locations {
		fmt.Println(location.Loc)
	}
}
