"""The flow picture 流向: from the five forces through prefectures to counties, by number of links."""
