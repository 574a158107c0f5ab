type Sitemapindex struct {
    Locations []Location `xml:"sitemap"`
