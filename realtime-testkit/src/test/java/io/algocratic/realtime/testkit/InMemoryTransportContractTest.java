package io.algocratic.realtime.testkit;

import io.algocratic.realtime.Hub;

class InMemoryTransportContractTest extends TransportContract {
    @Override
    protected TransportFixture serve(Hub served) {
        return new TransportFixture() {
            @Override
            public TestPeer connect(String user) {
                return InMemoryPeer.connect(served, user);
            }

            @Override
            public void close() {}
        };
    }
}
