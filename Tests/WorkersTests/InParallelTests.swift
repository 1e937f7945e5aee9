import Synchronization
import Testing
import Workers

/// Jobs give the same whatever the number of threads.
@Suite struct InParallelTests {
    struct Failure: Error, Equatable { let job: Int }

    @Test(arguments: [-1, 0, 1, 2, 7, 64])
    func valuesComeInTheOrderOfTheJobs(threads: Int) {
        for count in [0, 1, 2, 5, 300] {
            #expect(inParallel(count, threads: threads) { $0 * $0 } == (0..<count).map { $0 * $0 })
        }
    }

    @Test(arguments: [1, 2, 7])
    func theFirstFailureInTheOrderOfTheJobsIsThrown(threads: Int) {
        // Job 3 fails late and job 5 at once, so that with several threads the later one is the first in time.
        let fifthHasFailed = Mutex(false)
        #expect(throws: Failure(job: 3)) {
            _ = try inParallel(40, threads: threads) { job throws(Failure) -> Int in
                if job == 3 {
                    var rounds = 0
                    while threads > 3, rounds < 10_000_000, !fifthHasFailed.withLock({ $0 }) { rounds += 1 }
                    throw Failure(job: 3)
                }
                if job == 5 {
                    fifthHasFailed.withLock { $0 = true }
                    throw Failure(job: 5)
                }
                return job
            }
        }
    }

    @Test func noJobIsBegunAfterAFailure() {
        let begun = Mutex(0)
        #expect(throws: Failure(job: 0)) {
            _ = try inParallel(100_000, threads: 2) { job throws(Failure) -> Int in
                begun.withLock { $0 += 1 }
                if job == 0 { throw Failure(job: 0) }
                return job
            }
        }
        #expect(begun.withLock { $0 } < 100_000)
    }

    @Test(arguments: [1, 4]) func aBackgroundGivesItsValueAsOftenAsAsked(threads: Int) {
        let runs = Mutex(0)
        let background = Background(threads: threads) {
            runs.withLock { $0 += 1 }
            return 42
        }
        #expect(background.value == 42)
        #expect(background.value == 42)
        #expect(runs.withLock { $0 } == 1)
    }
}
