import DirectoryDomain

extension Writer {
    /// Executes and commits some commands, and answers each.
    func settle(_ batch: ArraySlice<QueuedCommand>) -> TransactionControl.Commit {
        let before = transaction.state
        guard (try? control.begin()) != nil else {
            fail(batch, .unavailable)
            return .undone(.unavailable)
        }
        transaction.queries.enterSnapshot()
        defer { transaction.queries.leaveSnapshot() }
        var answers: [() -> Void] = []
        answers.reserveCapacity(batch.count)
        let now = clock()
        // A rollback of all that was changed would make a backup begin again; see `PageCopy`.
        let isAlone = batch.count == 1 && backup == nil
        for command in batch {
            do {
                answers.append(try answer(to: command, isAlone: isAlone, now: now))
            } catch {
                return undo(batch, error, to: before)
            }
        }
        return commit(batch, answers, before: before)
    }

    /// Executes one command; what is left is to tell its caller. Throws when the transaction is
    /// lost: SQLite rolls back all of it by itself when the disk is full or broken.
    ///
    /// One that is alone needs no savepoint, for which SQLite copies each page that it changes: an
    /// import changes thousands.
    private func answer(
        to command: QueuedCommand, isAlone: Bool, now: Timestamp
    ) throws(StoreFailure) -> () -> Void {
        if command.origin.isOver(at: monotonic()) {
            return { command.fail(.expired) }
        }
        if !isAlone { try control.beginSavepoint() }
        let before = transaction.state
        transaction.startCommand()
        let context = CommandContext(
            organizationID: command.origin.organizationID, actor: command.origin.actor, now: now)
        let settlement = command.execute(transaction, context)
        guard let error = settlement.error else {
            if !isAlone { try control.releaseSavepoint() }
            return settlement.complete
        }
        transaction.state = before
        guard connection.isInTransaction else {
            if case .failed(let failure) = error { throw failure }
            throw .unavailable
        }
        if isAlone { try control.startOver() } else { try control.undoSavepoint() }
        return settlement.complete
    }

    private func commit(
        _ batch: ArraySlice<QueuedCommand>, _ answers: [() -> Void],
        before: SQLiteTransaction.State
    ) -> TransactionControl.Commit {
        let outcome: TransactionControl.Commit
        do {
            try transaction.settleKeys(nowNanoseconds: monotonic())
            try transaction.saveCounters(since: before)
            dropHotRecords()
            let began = monotonic()
            outcome = control.commit()
            gauge.commits.add(
                commands: batch.count, nanoseconds: monotonic() &- began, isDone: outcome == .done)
        } catch {
            return undo(batch, error, to: before)
        }
        switch outcome {
        case .done:
            gauge.set(pages: connection.logPages)
            // Before anybody hears of it: see SQLiteReader.
            if transaction.state.hasChanges { commits.publish() }
            transaction.state.hasChanges = false
            transaction.noteSettled()
            for answer in answers { answer() }
        case .undone(let failure):
            return undo(batch, failure, to: before)
        case .unknown:
            fail(batch, .outcomeUnknown)
        }
        return outcome
    }

    /// Nothing of the batch was done: nobody's outcome stands, not even a refusal, for it may have
    /// been made by what is now undone.
    private func undo(
        _ batch: ArraySlice<QueuedCommand>, _ failure: StoreFailure,
        to before: SQLiteTransaction.State
    ) -> TransactionControl.Commit {
        control.rollback()
        transaction.state = before
        takeHotRecordsAgain()
        fail(batch, failure)
        return .undone(failure)
    }

    /// Moves some keys on, in a transaction that has nothing else to do.
    func settleKeys() -> TransactionControl.Commit {
        let before = transaction.state
        do {
            try control.begin()
            try transaction.settleChunk()
            try transaction.saveCounters(since: before)
        } catch {
            return undo([], error, to: before)
        }
        let outcome = control.commit()
        switch outcome {
        case .done:
            gauge.set(pages: connection.logPages)
            transaction.noteSettled()
        case .undone(let failure): return undo([], failure, to: before)
        case .unknown: break
        }
        return outcome
    }

    /// Before the commit: after it nobody is to be answered from before.
    private func dropHotRecords() {
        guard let hotRecords, let keys = transaction.changedKeys, !keys.isEmpty else { return }
        // A refused command's are undone with it.
        if transaction.state.hasChanges { hotRecords.drop(keys, at: commits.next) }
        transaction.changedKeys?.removeAll(keepingCapacity: true)
    }

    /// What was dropped waits for a sequence that no commit will bring.
    private func takeHotRecordsAgain() {
        transaction.changedKeys?.removeAll(keepingCapacity: true)
        if hotRecords != nil { commits.publish() }
    }

    private func fail(_ batch: ArraySlice<QueuedCommand>, _ failure: StoreFailure) {
        for command in batch { command.fail(.failed(failure)) }
    }
}
