// Component : CheckSample
`timescale 1ns/1ps
module CheckSample (
  input wire valid,
  output wire [2:0] level,
  input wire aclk,
  input wire aresetn
);
  wire [2:0] _zz_fill;
  wire [0:0] _zz_fill_1;
  reg [2:0] fill;
  wire cover_fill_full;
  wire [2:0] dbg_fill;
  assign _zz_fill_1 = valid;
  assign _zz_fill = {2'd0, _zz_fill_1};
  assign level = fill;
  assign cover_fill_full = (fill == 3'b110);
  assign dbg_fill = fill;
  always @(posedge aclk) begin
    if(!aresetn) begin
      fill <= 3'b000;
    end else begin
      fill <= (fill + _zz_fill);
      `ifndef SYNTHESIS
        `ifdef FORMAL
          assert((fill <= 3'b110)); // CheckSample.java:L1
        `else
          if(!(fill <= 3'b110)) begin
            $display("FAILURE fill level above its limit"); // CheckSample.java:L1
            $finish;
          end
        `endif
      `endif
    end
  end
endmodule
