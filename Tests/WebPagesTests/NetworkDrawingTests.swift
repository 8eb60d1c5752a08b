import Testing

@testable import WebPages

/// Where the boxes of the network diagram lie.
@Suite struct NetworkDrawingTests {
    @Test(arguments: [0, 1, 2, 3, 4, 7, 12])
    func `no box lies on another or outside, and every way that has two ends is drawn`(count: Int) {
        let zones = (0..<count).map { number in
            NetworkDrawing.Zone(
                id: "n-\(number)", name: "網", kind: "閉域", isFacing: number % 3 == 0, isMarked: false)
        }
        var ways = zones.map { NetworkDrawing.Way(number: "1", from: $0.id, to: nil) }
        for one in zones {
            for two in zones where one.id != two.id {
                ways.append(NetworkDrawing.Way(number: "2", from: one.id, to: two.id))
            }
        }
        ways.append(NetworkDrawing.Way(number: "3", from: "", to: "-"))
        let drawing = NetworkDrawing(zones: zones, ways: ways)
        let boxes = [drawing.internet] + zones.compactMap { drawing.boxes[$0.id] }
        #expect(boxes.count == count + 1)
        for (place, one) in boxes.enumerated() {
            #expect(one.x >= 0 && one.x + one.width <= NetworkDrawing.width && one.bottom <= drawing.height)
            for two in boxes.dropFirst(place + 1) {
                let apart =
                    one.x + one.width <= two.x || two.x + two.width <= one.x || one.bottom <= two.y
                    || two.bottom <= one.y
                #expect(apart, "\(one) \(two)")
            }
        }
        #expect(drawing.lines.count == count + count * (count - 1) / 2, "there and back is one line")
        #expect(drawing.lines.filter(\.goesBack).count == count * (count - 1) / 2)
    }
}
